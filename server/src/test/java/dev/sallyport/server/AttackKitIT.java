package dev.sallyport.server;

import dev.sallyport.spring.test.attack.Attack;
import dev.sallyport.spring.test.attack.AttackTest;
import dev.sallyport.spring.test.attack.Target;
import java.util.Map;

/** No attack of the kit gets anywhere at the server as people start it. */
class AttackKitIT {

    private final ServerProcess server = Launch.shared();

    @AttackTest(except = Attack.ASYNC_DISPATCH)
    void withstands(Attack attack) {
        attack.on(Target.at("http://localhost:" + server.port())
                .signIn("demo", Launch.PASSWORD)
                .change("/api/profile", text -> Map.of("displayName", text))
                .shownAt("/api/profile")
                .build());
    }
}
