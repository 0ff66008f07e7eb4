/**
 * What tests stand on. Infrastructure comes from the first of these that there is: an endpoint named by an environment
 * variable ({@code CAELUM_TEST_POSTGRES}, {@code CAELUM_TEST_RABBITMQ} with {@code CAELUM_TEST_RABBITMQ_MANAGEMENT},
 * {@code CAELUM_TEST_KEYCLOAK}), a container if a Docker engine answers and has the image, a local process. What was
 * started is shared by all tests of the JVM and gone when it ends; databases, virtual hosts and realms are made afresh.
 */
package io.caelum.testkit;
