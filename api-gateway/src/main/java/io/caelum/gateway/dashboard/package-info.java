/**
 * The pages for people: an application in the browser, built from {@code src/main/webui} into the folder
 * {@code dashboard} of the class path. The gateway hands out its files and a few settings; all that the pages show they
 * ask by the same APIs as everybody else, with the token of who looks at them.
 */
package io.caelum.gateway.dashboard;
