package io.caelum.platform.data;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.UUID;

@Entity
class Thing {
    @Id
    UUID id;

    String name;
    int count;

    @Convert(converter = Notes.class)
    List<Note> notes;

    static Thing named(String name) {
        var thing = new Thing();
        thing.id = UUID.randomUUID();
        thing.name = name;
        thing.notes = List.of(new Note("first", 1));
        return thing;
    }

    record Note(String text, int weight) {}

    static class Notes extends JsonColumn<List<Note>> {
        Notes() {
            super(new TypeReference<>() {});
        }
    }
}
