package io.caelum.image.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next only when more may follow; links are paths, as the clients expect them */
record ImageListView(
        List<ImageView> images, String first, @Nullable String next, String schema) {}
