package dev.sallyport;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.MethodEntryRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a request passes in core: the files, who calls whom (once each, however often), and how deep the calls stand in one
 * another.
 */
final class PathTrace {

    private static final Path CLASSES = Path.of("target", "classes");

    /** What one operation passed. */
    record Passed(int files, int calls, int depth) {}

    private final Map<String, Passed> passed = new TreeMap<>();
    private final Set<String> entered = new HashSet<>();
    private final Set<String> files = new TreeSet<>();
    private final Set<String> calls = new TreeSet<>();
    private String operation = "";
    private @Nullable ThreadReference operating;
    private int depth;

    private PathTrace() {}

    /** Watches another process do each operation of {@link RequestPath} once. */
    static Map<String, Passed> of(List<String> operations) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        var options = connector.defaultArguments();
        options.get("options").setValue("-cp " + System.getProperty("java.class.path"));
        options.get("main").setValue("dev.sallyport.RequestPath " + String.join(" ", operations));
        PathTrace trace = new PathTrace();
        trace.watch(connector.launch(options));
        return trace.passed;
    }

    /** Entries are asked for between two marks only: as long as they are, the other process compiles nothing. */
    private void watch(VirtualMachine machine) throws Exception {
        EventRequestManager requests = machine.eventRequestManager();
        ClassPrepareRequest marks = requests.createClassPrepareRequest();
        marks.addClassFilter(RequestPath.class.getName());
        marks.enable();
        MethodEntryRequest entries = requests.createMethodEntryRequest();
        entries.addClassFilter("dev.sallyport.*");
        entries.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        while (true) {
            EventSet events = machine.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                    return;
                } else if (event instanceof ClassPrepareEvent prepared) {
                    Location mark = prepared.referenceType()
                            .methodsByName("mark")
                            .get(0)
                            .location();
                    requests.createBreakpointRequest(mark).enable();
                } else if (event instanceof BreakpointEvent mark) {
                    marked(mark);
                    entries.setEnabled(!operation.isEmpty());
                } else if (event instanceof MethodEntryEvent entry) {
                    entered(entry);
                }
            }
            events.resume();
        }
    }

    private void marked(BreakpointEvent mark) throws IncompatibleThreadStateException {
        finished();
        operating = mark.thread();
        operation =
                ((StringReference) mark.thread().frame(0).getArgumentValues().get(0)).value();
    }

    private void entered(MethodEntryEvent entry) throws IncompatibleThreadStateException {
        ThreadReference thread = entry.thread();
        // Another thread may do its own things meanwhile, a cache's for example.
        if (!thread.equals(operating) || !isOfCore(entry.location())) {
            return;
        }
        // Some methods are entered for each character: to fetch the whole stack each time would take a minute.
        String seen = thread.frameCount() + thread.frame(1).location().method().toString() + entry.method();
        if (!entered.add(seen)) {
            return;
        }
        List<Location> stack = thread.frames().stream()
                .map(StackFrame::location)
                .filter(PathTrace::isOfCore)
                .toList();
        files.add(file(entry.location()));
        depth = Math.max(depth, stack.size());
        String caller = stack.size() > 1 ? stack.get(1).method().toString() : "";
        calls.add(caller + " -> " + entry.method());
    }

    private void finished() {
        if (!operation.isEmpty()) {
            passed.put(operation, new Passed(files.size(), calls.size(), depth));
        }
        entered.clear();
        files.clear();
        calls.clear();
        depth = 0;
    }

    /** Lambdas are a part of the method they stand in. */
    private static boolean isOfCore(Location location) {
        return !location.declaringType().name().contains("$$Lambda")
                && !location.method().name().startsWith("lambda$")
                && Files.exists(CLASSES.resolve(file(location).replace('.', '/') + ".class"));
    }

    /** The type that the file is named after. */
    private static String file(Location location) {
        return location.declaringType().name().replaceFirst("\\$.*", "");
    }
}
