package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.doctor.Doctor;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.part.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Looks at machine, processes and queues: what runs, what does not, why, and what to do.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {" 0:no problem was found", " 3:there are problems"})
final class DoctorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new Doctor(Stack.of(Home.current().create()), Console.standard()).examine() == 0 ? 0 : 3;
    }
}
