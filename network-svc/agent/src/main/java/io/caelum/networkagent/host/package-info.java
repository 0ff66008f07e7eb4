/**
 * The host's own tools. A host is the whole machine or one network namespace of it: a development machine holds several
 * hosts, each with its own links, addresses and Open vSwitch, and only the commands differ by a prefix.
 *
 * <p>Nothing here goes through a shell: commands are lists of arguments, so that no name or id can become a command.
 */
package io.caelum.networkagent.host;
