/** The small guest that boots for real, see {@code deploy/test-image}: made once for each kernel and script, then kept. */
package io.caelum.launcher.testimage;
