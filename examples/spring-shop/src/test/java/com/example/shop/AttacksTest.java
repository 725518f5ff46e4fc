package com.example.shop;

import dev.sallyport.spring.test.attack.Attack;
import dev.sallyport.spring.test.attack.AttackTest;
import dev.sallyport.spring.test.attack.Target;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What people do to a shop that is on the internet. The shop answers nothing from another thread, so that attack has no target. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "spring.datasource.url=jdbc:h2:mem:attacked;DB_CLOSE_DELAY=-1"})
class AttacksTest {

    @LocalServerPort
    private int port;

    @AttackTest(except = Attack.ASYNC_DISPATCH)
    void the_shop_withstands(Attack attack) {
        attack.on(Target.at("http://localhost:" + port)
                .signIn("ann", "correct horse battery staple")
                .alsoCalled("1001")
                .change("/api/account/address", text -> Map.of("address", text))
                .shownAt("/api/account")
                .build());
    }
}
