/**
 * What all resources of Nova's API share: the path's two forms, microversions, error bodies, and how bodies and queries
 * are read.
 */
package io.caelum.compute.http;
