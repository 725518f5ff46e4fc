package dev.sallyport.session.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** A database that breaks at chosen calls, be they to a connection, a statement or a result; everything else really happens. */
public final class BrittleDataSource {

    /** How a call breaks. */
    public enum Break {
        /** It is not even made. */
        BEFORE,
        /** It is made, but the answer is lost. */
        AFTER,
        /** It is not made, and the driver throws what no method declares. */
        UNCHECKED,
        /** The line is cut for good: nothing that comes after it is made either, not even a rollback. */
        CUT
    }

    /** Without effect on the database: what a cut line cannot prevent. */
    private static final Set<String> GIVEN_BACK = Set.of("close");

    private static final List<Class<?>> BRITTLE = List.of(
            DataSource.class, Connection.class, PreparedStatement.class, ResultSet.class, DatabaseMetaData.class);

    private final DataSource database;
    private final Map<String, List<Throwable>> faults = new HashMap<>();
    private final List<Boolean> autoCommitAtClose = Collections.synchronizedList(new ArrayList<>());
    private Optional<Break> planned = Optional.empty();
    private Optional<String> product = Optional.empty();
    private int callsLeft;
    private boolean cut;

    public BrittleDataSource(DataSource database) {
        this.database = database;
    }

    /** Breaks at the call number {@code nth} of the method, counted from one. */
    BrittleDataSource breakAt(String method, int nth, Throwable fault) {
        List<Throwable> plan = faults.computeIfAbsent(method, key -> new ArrayList<>());
        while (plan.size() < nth - 1) {
            plan.add(null);
        }
        plan.add(fault);
        return this;
    }

    /** Lets the database give itself another name. */
    BrittleDataSource calledProduct(String name) {
        product = Optional.of(name);
        return this;
    }

    /** Breaks at the call number {@code nth} from now, counted from one, whatever it is. */
    public void breakAtCall(int nth, Break how) {
        planned = Optional.of(how);
        callsLeft = nth;
    }

    /** Breaks no more; says whether the call that was to break has come. */
    public boolean mended() {
        boolean broke = planned.isEmpty();
        planned = Optional.empty();
        cut = false;
        return broke;
    }

    /** How each connection was given back. */
    List<Boolean> autoCommitAtClose() {
        return autoCommitAtClose;
    }

    public DataSource dataSource() {
        return DataSource.class.cast(proxy(DataSource.class, database));
    }

    private Object proxy(Class<?> type, Object target) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
            breakIfPlanned(method.getName());
            if (product.isPresent() && method.getName().equals("getDatabaseProductName")) {
                return product.get();
            }
            if (target instanceof Connection connection && method.getName().equals("close")) {
                autoCommitAtClose.add(connection.getAutoCommit());
            }
            Optional<Break> now = nextCall();
            if (cut || now.filter(how -> how != Break.AFTER).isPresent()) {
                if (GIVEN_BACK.contains(method.getName())) {
                    call(target, method, values);
                }
                throw now.filter(Break.UNCHECKED::equals).isPresent()
                        ? new IllegalStateException("broken on purpose")
                        : fault();
            }
            Object result = call(target, method, values);
            if (now.isPresent()) {
                closed(result);
                throw fault();
            }
            return result == null ? null : wrapped(method.getReturnType(), result);
        });
    }

    private static Object call(Object target, Method method, Object[] values) throws Throwable {
        try {
            return method.invoke(target, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What nobody was given nobody can close, and no pool would ever see it again. */
    private static void closed(Object result) throws Exception {
        if (result instanceof AutoCloseable resource) {
            resource.close();
        }
    }

    private Object wrapped(Class<?> type, Object result) {
        return BRITTLE.contains(type) ? proxy(type, result) : result;
    }

    private Optional<Break> nextCall() {
        if (planned.isEmpty() || --callsLeft > 0) {
            return Optional.empty();
        }
        Optional<Break> now = planned;
        planned = Optional.empty();
        cut = now.get() == Break.CUT;
        return now;
    }

    private synchronized void breakIfPlanned(String method) throws Throwable {
        List<Throwable> plan = faults.getOrDefault(method, List.of());
        Throwable fault = plan.isEmpty() ? null : plan.remove(0);
        if (fault != null) {
            throw fault;
        }
    }

    static SQLException fault() {
        return new SQLException("broken on purpose");
    }
}
