package dev.sallyport.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.OptionalLong;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What the JVM of a server says of itself. */
final class Jvm implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Jvm(JMXConnector connector, MBeanServerConnection beans) {
        this.connector = connector;
        this.beans = beans;
    }

    // The address is that of a process of our own, which the attach API has just given.
    @SuppressWarnings("BanJNDI")
    static Jvm of(Server server) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(address);
            return new Jvm(connector, connector.getMBeanServerConnection());
        } catch (AttachNotSupportedException e) {
            throw new BenchException("Could not attach to " + server.name() + ": " + e.getMessage());
        }
    }

    /** The bytes that all threads have allocated on the heap so far, ended ones included; empty before JDK 21, which does not count those. */
    OptionalLong allocatedBytes() throws IOException {
        try {
            return OptionalLong.of(count("Threading", "TotalThreadAllocatedBytes"));
        } catch (AttributeNotFoundException olderJdk) {
            return OptionalLong.empty();
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    /** How long the compiler has worked so far. */
    long compilationMillis() throws IOException {
        try {
            return count("Compilation", "TotalCompilationTime");
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    private long count(String bean, String attribute) throws IOException, JMException {
        return (Long) beans.getAttribute(new ObjectName("java.lang:type=" + bean), attribute);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
