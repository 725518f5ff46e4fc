package dev.sallyport.spring.limit;

import dev.sallyport.Accounts;
import dev.sallyport.RefusedException;
import dev.sallyport.key.HmacKey;
import dev.sallyport.session.FailureStore;
import dev.sallyport.session.StoreUnavailableException;
import dev.sallyport.spring.limit.Allowances.Allowance;
import dev.sallyport.web.Network;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Slows down guessing at passwords, and locks no owner out [34]. Strangers have three allowances for failed sign-ins: one person at one
 * address, one account from anywhere, and one address at any account; an address is a {@link Network} throughout. A browser that
 * has signed in to the account before has an allowance of its own instead, which strangers cannot spend. Beyond those, which this
 * node keeps in memory, the {@link FailureStore} counts what fails in a row on all nodes [23].
 */
public final class PasswordThrottle {

    /** A name is as long as whoever types it likes, and is hashed for each try. */
    private static final int LONGEST_NAME = 256;

    /** After so many failures in a row there is one try a day, for strangers at an account as for one known browser. */
    static final int MOST_IN_A_ROW = 100;

    private static final Allowance PERSON_AT_ADDRESS = Allowance.of("both ", 20, Duration.ofMinutes(5));
    private static final Allowance ACCOUNT = Allowance.of("account ", 60, Duration.ofHours(1));
    private static final Allowance ADDRESS = Allowance.of("address ", 300, Duration.ofMinutes(5));
    private static final Allowance DEVICE = Allowance.of("device ", 10, Duration.ofHours(1));

    /**
     * Somebody who tries to sign in.
     *
     * @param account by its {@linkplain Accounts#foldName folded name}
     * @param device the id by which the browser is known at that account
     */
    public record Guest(String account, String address, Optional<String> device) {}

    /**
     * What was taken for an attempt before it is made, or a hundred at once would all find the allowance untouched.
     *
     * @param own spent by nobody but who tries
     * @param counted under which name the store counted it
     */
    private record Charge(Bucket own, List<Bucket> all, String counted, Instant at) {}

    private final FailureStore failures;
    private final HmacKey key;
    private final Accounts accounts;
    private final Clock clock;
    private final Allowances allowances;

    /** Failures are counted under names made with {@code key}, which serves no other purpose. */
    public PasswordThrottle(FailureStore failures, HmacKey key, Accounts accounts, Clock clock) {
        this.failures = failures;
        this.key = key;
        this.accounts = accounts;
        this.clock = clock;
        this.allowances = new Allowances(clock);
    }

    /** Forgets that sign-ins of this name have failed. */
    public void forgive(String username) {
        forget(fingerprint("account", account(username)), List.of());
    }

    /** The account that is meant, as allowances and failures are named after it. */
    public String account(String username) {
        return accounts.foldName(username);
    }

    /**
     * Makes one attempt. A success gives the charge back, and so does what says nothing about the password: a fault, or a line
     * that is full.
     *
     * @throws RefusedException if an allowance is spent
     */
    public <T> Optional<T> attempt(Guest guest, Supplier<Optional<T>> attempt) {
        String account = fingerprint("account", guest.account());
        Charge charge = guest.device()
                .flatMap(this::chargeDevice)
                .orElseGet(() ->
                        chargeStranger(account, Network.of(guest.address()).prefix()));
        try {
            Optional<T> result = attempt.get();
            if (result.isPresent()) {
                forget(account, List.of(charge.counted()));
                charge.all().forEach(bucket -> bucket.addTokens(1));
                charge.own().reset();
            }
            return result;
        } catch (StoreUnavailableException | RefusedException unjudged) {
            takeBack(charge, unjudged);
            throw unjudged;
        }
    }

    /** Nothing, if a known browser has spent what it has: then it is a stranger like any other. */
    private Optional<Charge> chargeDevice(String device) {
        Bucket own = allowances.bucket(DEVICE, device);
        String counted = fingerprint("device", device);
        Instant now = now();
        boolean isLet = own.tryConsume(1) && count(List.of(own), counted, now).isEmpty();
        return isLet ? Optional.of(new Charge(own, List.of(own), counted, now)) : Optional.empty();
    }

    private Charge chargeStranger(String account, String network) {
        Bucket own = allowances.bucket(PERSON_AT_ADDRESS, account + " " + network);
        List<Bucket> charged = List.of(own, allowances.bucket(ACCOUNT, account), allowances.bucket(ADDRESS, network));
        chargeAll(charged);
        Instant now = now();
        // What was charged stays charged: else each try at a closed account would be a question to the database.
        count(charged, account, now).ifPresent(last -> {
            throw Allowances.tooMany(Duration.between(now, last.plus(FailureStore.PAUSE)));
        });
        return new Charge(own, charged, account, now);
    }

    private Optional<Instant> count(List<Bucket> charged, String name, Instant now) {
        try {
            return failures.count(name, now, MOST_IN_A_ROW);
        } catch (StoreUnavailableException fault) {
            charged.forEach(bucket -> bucket.addTokens(1));
            throw fault;
        }
    }

    private void forget(String account, List<String> besides) {
        failures.forget(account);
        besides.stream().filter(name -> !name.equals(account)).forEach(failures::forget);
        allowances.bucket(ACCOUNT, account).reset();
    }

    private void takeBack(Charge charge, RuntimeException because) {
        charge.all().forEach(bucket -> bucket.addTokens(1));
        try {
            failures.takeBack(charge.counted(), charge.at());
        } catch (StoreUnavailableException fault) {
            because.addSuppressed(fault);
        }
    }

    /** All or none: an attempt that one allowance keeps from being made costs the others nothing. */
    private static void chargeAll(List<Bucket> buckets) {
        List<Bucket> charged = new ArrayList<>();
        try {
            for (Bucket bucket : buckets) {
                Allowances.charge(bucket);
                charged.add(bucket);
            }
        } catch (RefusedException spent) {
            charged.forEach(bucket -> bucket.addTokens(1));
            throw spent;
        }
    }

    private String fingerprint(String kind, String name) {
        return key.derive(kind).fingerprint(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
    }

    /** To the millisecond, which is what every store keeps. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
