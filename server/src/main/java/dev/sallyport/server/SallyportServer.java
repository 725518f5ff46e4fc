package dev.sallyport.server;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;

/** Starts the server, or does what its command line asks for instead. */
@SpringBootApplication(
        proxyBeanMethods = false,
        // For the annotations @Transactional, @Repository, @Async and @Scheduled every bean would be looked through at
        // the start.
        exclude = {
            AopAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class,
            PersistenceExceptionTranslationAutoConfiguration.class,
            TaskExecutionAutoConfiguration.class,
            TaskSchedulingAutoConfiguration.class,
            TransactionAutoConfiguration.class,
            TransactionManagerCustomizationAutoConfiguration.class
        })
public class SallyportServer {

    /** Takes the properties of docs/configuration.md as {@code --name=value}, and the command {@code rotate-keys}. */
    public static void main(String[] args) {
        if (List.of(args).contains(RotateKeys.COMMAND)) {
            System.exit(RotateKeys.run(args));
        }
        SpringApplication.run(SallyportServer.class, args);
    }
}
