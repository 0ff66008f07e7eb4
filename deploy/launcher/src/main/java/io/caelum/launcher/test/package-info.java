/** All tests from a bare machine: one set of infrastructure for the build, then a running stack for acceptance. */
package io.caelum.launcher.test;
