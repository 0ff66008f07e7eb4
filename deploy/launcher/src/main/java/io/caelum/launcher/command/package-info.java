/** One class for each command of deploy/stack. */
package io.caelum.launcher.command;
