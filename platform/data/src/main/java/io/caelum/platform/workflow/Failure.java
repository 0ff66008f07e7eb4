package io.caelum.platform.workflow;

/**
 * Why a workflow failed.
 *
 * @param step the step that failed
 * @param reason a sentence which the user may read
 * @param details for administrators; may be empty
 */
public record Failure(String step, String reason, String details) {}
