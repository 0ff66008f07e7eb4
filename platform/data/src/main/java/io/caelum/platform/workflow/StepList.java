package io.caelum.platform.workflow;

import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A workflow with its steps written down, and which step comes after which, forward and back. */
final class StepList<D> implements Steps<D> {

    private final Workflow<D> workflow;
    private final List<StepSpec<D>> steps = new ArrayList<>();

    private StepList(Workflow<D> workflow) {
        this.workflow = workflow;
    }

    static <D> StepList<D> of(Workflow<D> workflow) {
        var list = new StepList<D>(workflow);
        workflow.steps(list);
        if (list.steps.isEmpty()) {
            throw new IllegalStateException("workflow " + workflow.kind() + " has no steps");
        }
        return list;
    }

    @Override
    public Step<D> step(String name, Function<Run<D>, Uni<D>> work) {
        return add(name, new StepSpec.Work.Outside<>(work));
    }

    @Override
    public Step<D> transact(String name, BiFunction<Tx, Run<D>, Uni<D>> work) {
        return add(name, new StepSpec.Work.Inside<>(work));
    }

    @Override
    public Step<D> await(String name, BiFunction<Tx, Run<D>, Uni<Optional<D>>> condition) {
        return add(name, new StepSpec.Work.Wait<>(condition));
    }

    private StepSpec<D> add(String name, StepSpec.Work<D> work) {
        if (find(name).isPresent()) {
            throw new IllegalStateException("workflow " + workflow.kind() + " has two steps " + name);
        }
        var step = new StepSpec<>(name, work);
        steps.add(step);
        return step;
    }

    Workflow<D> workflow() {
        return workflow;
    }

    List<Rehearsal.Part> parts() {
        return steps.stream()
                .map(step ->
                        new Rehearsal.Part(step.name(), step.undo() != null, step.work() instanceof StepSpec.Work.Wait))
                .toList();
    }

    StepSpec<D> first() {
        return steps.getFirst();
    }

    Optional<StepSpec<D>> find(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    StepSpec<D> require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException(
                        "workflow " + workflow.kind() + " has no step " + name + " (any more)"));
    }

    Optional<StepSpec<D>> after(StepSpec<D> step) {
        int next = steps.indexOf(step) + 1;
        return next < steps.size() ? Optional.of(steps.get(next)) : Optional.empty();
    }

    /** Whether the named step is this one or an earlier one. */
    boolean leadsBack(StepSpec<D> from, String name) {
        return find(name).map(to -> steps.indexOf(to) <= steps.indexOf(from)).orElse(false);
    }

    /** What has to be taken back first when this step could not be done; not below the floor. */
    Optional<StepSpec<D>> firstToUndo(StepSpec<D> failed, Optional<String> floor) {
        int top = steps.indexOf(failed);
        return undoable(failed.leavesTracesWhenItFails() ? top : top - 1, floor);
    }

    /** What has to be taken back after this one. */
    Optional<StepSpec<D>> nextToUndo(StepSpec<D> undone, Optional<String> floor) {
        return undoable(steps.indexOf(undone) - 1, floor);
    }

    private Optional<StepSpec<D>> undoable(int top, Optional<String> floor) {
        int bottom = floor.map(name -> steps.indexOf(require(name))).orElse(0);
        for (int i = top; i >= bottom; i--) {
            if (steps.get(i).undo() != null) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }

    D read(String json) {
        return RowJson.read(json, workflow.dataType());
    }
}
