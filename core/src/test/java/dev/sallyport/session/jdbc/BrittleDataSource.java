package dev.sallyport.session.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A database whose connections break at chosen calls; everything else really happens. */
final class BrittleDataSource {

    private final DataSource database;
    private final Map<String, List<Throwable>> faults = new HashMap<>();
    private final List<Boolean> autoCommitAtClose = new ArrayList<>();

    BrittleDataSource(DataSource database) {
        this.database = database;
    }

    /** Breaks at the call number {@code nth} of the method, counted from one. */
    BrittleDataSource breakAt(String method, int nth, Throwable fault) {
        List<Throwable> planned = faults.computeIfAbsent(method, key -> new ArrayList<>());
        while (planned.size() < nth - 1) {
            planned.add(null);
        }
        planned.add(fault);
        return this;
    }

    /** How each connection was given back. */
    List<Boolean> autoCommitAtClose() {
        return autoCommitAtClose;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, database);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    breakIfPlanned(method.getName());
                    if (method.getName().equals("close")) {
                        autoCommitAtClose.add(((Connection) target).getAutoCommit());
                    }
                    try {
                        Object result = method.invoke(target, values);
                        return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void breakIfPlanned(String method) throws Throwable {
        List<Throwable> planned = faults.getOrDefault(method, List.of());
        Throwable fault = planned.isEmpty() ? null : planned.remove(0);
        if (fault != null) {
            throw fault;
        }
    }

    static SQLException fault() {
        return new SQLException("broken on purpose");
    }
}
