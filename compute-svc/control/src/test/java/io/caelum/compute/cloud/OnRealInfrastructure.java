package io.caelum.compute.cloud;

import io.caelum.testkit.WithPostgres;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A database and a virtual host of its own; all tests share one application, so that it starts only once. */
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithRabbitMq.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnRealInfrastructure {}
