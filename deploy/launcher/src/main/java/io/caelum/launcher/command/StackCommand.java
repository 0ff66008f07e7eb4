package io.caelum.launcher.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "deploy/stack",
        mixinStandardHelpOptions = true,
        version = "Caelum 0.1",
        description = "Runs the cloud on this machine: RabbitMQ, PostgreSQL, Keycloak and all of Caelum's processes.",
        footer = {
            "",
            "Start with:  deploy/stack demo",
            "Then:        eval \"$(deploy/stack env demo)\"; openstack server list",
            "",
            "Beside it: deploy/stack conformance --help, peers to try the message bus with.",
            "",
            "State, secrets and logs are kept in .caelum in the checkout; CAELUM_HOME names another folder.",
            "What was downloaded is kept in ~/.cache/caelum; CAELUM_CACHE names another folder."
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            EnvCommand.class,
            TraceCommand.class,
            WhyCommand.class,
            OutsideCommand.class,
            DemoCommand.class,
            DoctorCommand.class,
            TestImageCommand.class,
            BuildCommand.class,
            TrainCommand.class,
            BenchCommand.class,
            TestCommand.class
        })
public final class StackCommand implements Runnable {

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }
}
