package io.caelum.identity.role;

import java.util.List;

/** A role with those that it implies directly. */
record Inference(Role prior, List<Role> implies) {}
