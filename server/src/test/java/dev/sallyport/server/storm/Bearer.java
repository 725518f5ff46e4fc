package dev.sallyport.server.storm;

import static dev.sallyport.http.AnswerAssert.assertThat;

import dev.sallyport.http.Answer;
import dev.sallyport.server.Launch;
import dev.sallyport.server.ServerProcess;
import java.util.Map;

/** An access token that travels in a header, and what becomes of it at each node. */
record Bearer(String token) {

    static Bearer signedInAt(ServerProcess node) {
        Answer answer = node.browser()
                .post("/auth/login", Map.of("username", "demo", "password", Launch.PASSWORD, "transport", "header"));
        assertThat(answer).isOk();
        return new Bearer(answer.text("accessToken"));
    }

    void signOutAt(ServerProcess node) {
        assertThat(node.browser()
                        .call("POST", "/auth/logout")
                        .header("Authorization", authorization())
                        .send())
                .hasStatus(204);
    }

    /** A request that only somebody who is signed in is granted, to the last byte. */
    String request() {
        return "GET /api/profile HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization() + "\r\n\r\n";
    }

    /** What the node thinks of it, which takes no look into the database: {@code active}, {@code not active}, or the code of a refusal. */
    String verifiedAt(ServerProcess node) {
        Answer answer = node.browser().post("/auth/verify", Map.of("token", token));
        if (answer.status() != 200) {
            return answer.status() + " " + answer.text("code");
        }
        return answer.json().get("active").asBoolean() ? "active" : "not active";
    }

    private String authorization() {
        return "Bearer " + token;
    }
}
