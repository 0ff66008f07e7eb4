/**
 * How a port gets connected on its host. Binding a port gives it a number, the generation, out of one sequence for all
 * ports; the agent's report has to name it. {@code wire_due_at} in the port's row is the intent: as long as it stands,
 * the agent has not answered, and a sweep tells it again. The message that goes out straight after the commit is for
 * speed only. So messages may be lost, late or doubled in both directions; the last binding wins.
 */
package io.caelum.network.wiring;
