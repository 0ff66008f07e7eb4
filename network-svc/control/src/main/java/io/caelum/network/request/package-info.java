/** How request bodies are read. */
package io.caelum.network.request;
