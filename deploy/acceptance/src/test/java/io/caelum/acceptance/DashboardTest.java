package io.caelum.acceptance;

import io.caelum.acceptance.stack.RunningStack;
import org.junit.jupiter.api.Tag;

/** With the processes that deploy/stack starts. */
@Tag("stack")
class DashboardTest extends DashboardStory {

    DashboardTest() {
        super(RunningStack.find());
    }
}
