package io.caelum.doctor.repair;

import io.caelum.doctor.check.Breach;
import java.io.PrintStream;
import java.util.stream.Stream;

/** Does what can be done about breaches, or only says it. */
public final class RepairRound {

    private final PrintStream out;

    public RepairRound(PrintStream out) {
        this.out = out;
    }

    public void showOnly(Stream<Breach> breaches) {
        breaches.forEach(breach -> out.println("  would repair " + words(breach)));
    }

    public void act(Stream<Breach> breaches, Orders orders) {
        breaches.forEach(breach -> {
            out.println("  repair " + words(breach));
            if (breach.repair() instanceof Repair.Order order) {
                act(order, orders);
            }
        });
    }

    private void act(Repair.Order order, Orders orders) {
        try {
            order.action().accept(orders);
        } catch (RuntimeException e) {
            out.println("    failed: " + e.getMessage());
        }
    }

    private static String words(Breach breach) {
        return "%s %s: %s"
                .formatted(
                        breach.kind(),
                        breach.subject(),
                        switch (breach.repair()) {
                            case Repair.ByItself(var who) -> "wait for " + who;
                            case Repair.Order order -> order.task();
                            case Repair.ByHand(var words) -> "by hand only: " + words;
                        });
    }
}
