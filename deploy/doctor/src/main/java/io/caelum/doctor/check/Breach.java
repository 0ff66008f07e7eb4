package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import java.util.UUID;

/**
 * Something that must not be.
 *
 * @param kind what it is, the same for all of a kind, e.g. {@code guest-without-server}
 * @param subject whom it is about; with the kind it tells this breach from all others
 * @param sentence the same in plain words, with all ids
 */
public record Breach(String kind, String subject, String sentence, Repair repair) {

    static Breach of(String kind, UUID subject, String sentence, Repair repair) {
        return new Breach(kind, subject.toString(), sentence, repair);
    }

    /** Seen twice, it is not just under way. */
    public boolean isSameAs(Breach other) {
        return kind.equals(other.kind) && subject.equals(other.subject);
    }
}
