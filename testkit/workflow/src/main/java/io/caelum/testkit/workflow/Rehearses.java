package io.caelum.testkit.workflow;

import io.caelum.platform.workflow.Workflow;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * On a test that breaks workflows in each of their steps: by the {@link WorkflowKit}, or with a rehearsal of its own. A
 * workflow that no test of its module rehearses fails the build.
 */
@Target(ElementType.TYPE)
public @interface Rehearses {

    Class<? extends Workflow<?>>[] value();
}
