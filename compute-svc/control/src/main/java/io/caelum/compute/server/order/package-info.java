/**
 * What is done to a guest that is there: its host is told, and answers when it is done.
 *
 * <p><b>Orders.</b> The transaction that begins a task gives its order a number, which rises for each server. The host
 * carries out none that is older than one it has seen and repeats its answer to the newest, so a word that comes twice or
 * late undoes nothing. What was lost on the way is said again when the host reports and the task has not moved for a while.
 *
 * <p><b>Owners.</b> Each task state belongs to one workflow, whose steps have deadlines. A workflow ends the task in the
 * state that it was to lead to, or in the former one with the reason; whoever deletes the server, or resets its state, wins.
 */
package io.caelum.compute.server.order;
