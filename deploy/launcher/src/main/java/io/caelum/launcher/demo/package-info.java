/** The main job as a story: what a user does to boot a server, and which process does what about it. */
package io.caelum.launcher.demo;
