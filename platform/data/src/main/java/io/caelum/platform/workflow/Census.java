package io.caelum.platform.workflow;

import java.time.Duration;
import java.util.Map;

/**
 * The workflows of a service, counted: what health checks and operators ask.
 *
 * @param byState RUNNING, WAITING, UNDOING, DONE, FAILED or CANCELLED, with how many there are; the finished ones are
 *     deleted after a while
 * @param overdue how long the oldest one that should be worked on has been nobody's; zero when all are in hands
 * @param longestStep how long the slowest unfinished workflow has been in its step
 */
public record Census(Map<String, Long> byState, Duration overdue, Duration longestStep) {}
