/** What runs, what does not, why, and what to do about it. */
package io.caelum.launcher.doctor;
