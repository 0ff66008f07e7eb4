package io.caelum.image.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.image.policy.ImagePolicy;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.PublicUrl;
import io.caelum.platform.web.fault.MalformedBody;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v2/images")
class ImageResource {

    /** No ways of import: clients read this and upload the data themselves. */
    private static final String IMPORT_METHODS = "OpenStack-image-import-methods";

    private final ImageService service;
    private final ObjectMapper json;

    ImageResource(ImageService service, ObjectMapper json) {
        this.service = service;
        this.json = json;
    }

    @GET
    public Uni<ImageListView> list(@Context UriInfo uri) {
        var caller = ImagePolicy.GET_IMAGES.check();
        return service.list(caller, ImageSearch.of(uri.getQueryParameters(), caller));
    }

    @POST
    public Uni<RestResponse<ImageView>> create(JsonNode document, @Context HttpServerRequest request) {
        var caller = ImagePolicy.ADD_IMAGE.check();
        return service.create(caller, document)
                .map(image -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, image)
                        .header("Location", PublicUrl.of(request) + image.self())
                        .header(IMPORT_METHODS, "")
                        .build());
    }

    @GET
    @Path("{id}")
    public Uni<ImageView> show(UUID id) {
        return service.show(ImagePolicy.GET_IMAGE.check(), id);
    }

    @PATCH
    @Path("{id}")
    public Uni<ImageView> update(UUID id, @HeaderParam("Content-Type") String type, byte[] body) {
        var caller = ImagePolicy.MODIFY_IMAGE.check();
        return service.update(caller, id, ImagePatch.read(tree(body), isOldPatch(type)));
    }

    private static boolean isOldPatch(@Nullable String type) {
        String plain = type == null ? "" : type.split(";", 2)[0].strip();
        return switch (plain) {
            case ImagePatch.JSON_PATCH -> false;
            case ImagePatch.OLD_JSON_PATCH -> true;
            default ->
                throw new Fault(
                        Fault.Kind.UNSUPPORTED_MEDIA_TYPE,
                        "UnsupportedMediaType",
                        "Content-Type must be " + ImagePatch.JSON_PATCH + " or " + ImagePatch.OLD_JSON_PATCH + ".");
        };
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw MalformedBody.explain(e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(204)
    public Uni<Void> delete(UUID id) {
        return service.delete(ImagePolicy.DELETE_IMAGE.check(), id);
    }

    @POST
    @Path("{id}/actions/deactivate")
    @ResponseStatus(204)
    public Uni<Void> deactivate(UUID id) {
        return service.deactivate(ImagePolicy.DEACTIVATE.check(), id).replaceWithVoid();
    }

    @POST
    @Path("{id}/actions/reactivate")
    @ResponseStatus(204)
    public Uni<Void> reactivate(UUID id) {
        return service.reactivate(ImagePolicy.REACTIVATE.check(), id).replaceWithVoid();
    }

    @PUT
    @Path("{id}/tags/{tag}")
    @ResponseStatus(204)
    public Uni<Void> addTag(UUID id, String tag) {
        return service.addTag(ImagePolicy.MODIFY_IMAGE.check(), id, tag).replaceWithVoid();
    }

    @DELETE
    @Path("{id}/tags/{tag}")
    @ResponseStatus(204)
    public Uni<Void> removeTag(UUID id, String tag) {
        return service.removeTag(ImagePolicy.MODIFY_IMAGE.check(), id, tag).replaceWithVoid();
    }
}
