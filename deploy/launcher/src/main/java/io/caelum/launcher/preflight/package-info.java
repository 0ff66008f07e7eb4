/** What must be so before anything is started; each finding names its cause and what to do about it. */
package io.caelum.launcher.preflight;
