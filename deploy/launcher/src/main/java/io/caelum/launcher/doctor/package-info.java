/** What runs, what does not, why, and what to do about it; and the audit of what the whole cloud holds. */
package io.caelum.launcher.doctor;
