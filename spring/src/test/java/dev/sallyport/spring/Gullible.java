package dev.sallyport.spring;

import dev.sallyport.Caller;
import dev.sallyport.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.web.ProjectedPayload;
import org.springframework.http.HttpEntity;
import org.springframework.http.RequestEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;

/** Asks for its caller in every way that Spring knows of asking the request, and writes down whom it met. */
@RestController
public final class Gullible {

    record Form(Caller caller, String text) {}

    record OptionalForm(Optional<Caller> caller, String text) {}

    record ListForm(List<Caller> callers, String text) {}

    @ProjectedPayload
    interface Projection {

        Caller getCaller();
    }

    static final class Bean {

        private Caller caller;
        private Map<String, Caller> callers;

        public Caller getCaller() {
            return caller;
        }

        public void setCaller(Caller caller) {
            this.caller = caller;
        }

        public Map<String, Caller> getCallers() {
            return callers;
        }

        public void setCallers(Map<String, Caller> callers) {
            this.callers = callers;
        }
    }

    /** Whatever stood for a caller when a method was called. */
    final List<Object> met = new ArrayList<>();

    @RequestMapping("/bare")
    void bare(Caller caller) {
        meet(caller);
    }

    @RequestMapping("/optional")
    void optional(Optional<Caller> caller) {
        caller.ifPresent(this::meet);
    }

    @RequestMapping("/attribute")
    void attribute(@ModelAttribute Caller caller) {
        meet(caller);
    }

    @RequestMapping("/attribute-of-the-path/{caller}")
    void attributeOfThePath(@ModelAttribute("caller") Caller caller) {
        meet(caller);
    }

    @RequestMapping("/body")
    void body(@RequestBody Caller caller) {
        meet(caller);
    }

    @RequestMapping("/optional-body")
    void optionalBody(@RequestBody Optional<Caller> caller) {
        caller.ifPresent(this::meet);
    }

    @RequestMapping("/bodies")
    void bodies(@RequestBody List<Caller> callers) {
        callers.forEach(this::meet);
    }

    @RequestMapping("/entity")
    void entity(HttpEntity<Caller> entity) {
        meet(entity.getBody());
    }

    @RequestMapping("/request-entity")
    void requestEntity(RequestEntity<Caller> entity) {
        meet(entity.getBody());
    }

    @RequestMapping("/param")
    void param(@RequestParam Caller caller) {
        meet(caller);
    }

    @RequestMapping("/params")
    void params(@RequestParam("caller") List<Caller> callers) {
        callers.forEach(this::meet);
    }

    @RequestMapping("/path/{caller}")
    void path(@PathVariable Caller caller) {
        meet(caller);
    }

    @RequestMapping("/header")
    void header(@RequestHeader Caller caller) {
        meet(caller);
    }

    @RequestMapping("/cookie")
    void cookie(@CookieValue Caller caller) {
        meet(caller);
    }

    @RequestMapping("/part")
    void part(@RequestPart("caller") Caller caller) {
        meet(caller);
    }

    @RequestMapping("/request-attribute")
    void requestAttribute(@RequestAttribute Caller caller) {
        meet(caller);
    }

    @RequestMapping("/session-attribute")
    void sessionAttribute(@SessionAttribute Caller caller) {
        meet(caller);
    }

    @RequestMapping("/form")
    void form(Form form) {
        meet(form.caller());
    }

    @RequestMapping("/form-in-a-body")
    void formInABody(@RequestBody Form form) {
        meet(form.caller());
    }

    @RequestMapping("/optional-form")
    void optionalForm(OptionalForm form) {
        form.caller().ifPresent(this::meet);
    }

    @RequestMapping("/list-form")
    void listForm(ListForm form) {
        form.callers().forEach(this::meet);
    }

    @RequestMapping("/bean")
    void bean(Bean bean) {
        meet(bean.getCaller());
        if (bean.getCallers() != null) {
            bean.getCallers().values().forEach(this::meet);
        }
    }

    @RequestMapping("/bean-in-a-body")
    void beanInABody(@RequestBody Bean bean) {
        bean(bean);
    }

    @RequestMapping("/projection")
    void projection(Projection projection) {
        meet(projection.getCaller());
    }

    @RequestMapping("/projection-in-a-body")
    void projectionInABody(@RequestBody Projection projection) {
        meet(projection.getCaller());
    }

    @RequestMapping("/decision")
    void decision(Decision.Admitted decision) {
        meet(decision);
    }

    @RequestMapping("/decision-in-a-body")
    void decisionInABody(@RequestBody Decision.Admitted decision) {
        meet(decision);
    }

    @RequestMapping("/authentication")
    void authentication(@ModelAttribute CallerAuthentication authentication) {
        meetIfAuthenticated(authentication);
    }

    @RequestMapping("/authentication-in-a-body")
    void authenticationInABody(@RequestBody CallerAuthentication authentication) {
        meetIfAuthenticated(authentication);
    }

    private void meetIfAuthenticated(CallerAuthentication authentication) {
        if (authentication != null && (authentication.isAuthenticated() || authentication.getPrincipal() != null)) {
            meet(authentication);
        }
    }

    void meet(Object whoever) {
        if (whoever != null) {
            met.add(whoever);
        }
    }
}
