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

/** What another JVM has allocated on its heap so far. */
final class Allocation implements AutoCloseable {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Allocation(JMXConnector connector, MBeanServerConnection beans) {
        this.connector = connector;
        this.beans = beans;
    }

    // The address is that of a process of our own, which the attach API has just given.
    @SuppressWarnings("BanJNDI")
    static Allocation of(Server server) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(address);
            return new Allocation(connector, connector.getMBeanServerConnection());
        } catch (AttachNotSupportedException e) {
            throw new BenchException("Could not attach to " + server.name() + ": " + e.getMessage());
        }
    }

    /** The bytes of all threads, ended ones included; empty before JDK 21, which does not count those. */
    OptionalLong bytes() throws IOException {
        try {
            Object total = beans.getAttribute(new ObjectName("java.lang:type=Threading"), "TotalThreadAllocatedBytes");
            return OptionalLong.of((Long) total);
        } catch (AttributeNotFoundException olderJdk) {
            return OptionalLong.empty();
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
