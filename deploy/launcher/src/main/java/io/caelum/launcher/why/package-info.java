/** Why a guest cannot be reached: the way to a floating address, hop by hop, for people. */
package io.caelum.launcher.why;
