/**
 * What a guest is told about itself, as bytes under paths: the same documents are served over HTTP by the agent of the
 * guest's network and lie on its config drive. The layout is that of OpenStack's metadata service and of EC2's.
 */
package io.caelum.platform.guestdata;
