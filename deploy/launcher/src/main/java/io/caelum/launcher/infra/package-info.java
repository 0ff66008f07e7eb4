/**
 * PostgreSQL, RabbitMQ and Keycloak as plain local processes, without containers and without touching those that the
 * machine's own services run: each has its own data folder, ports and names. The stack runs on them, and so do the tests.
 */
package io.caelum.launcher.infra;
