package io.caelum.image.member;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

record MemberView(
        @JsonProperty("member_id") String memberId,
        @JsonProperty("image_id") UUID imageId,
        String status,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        String schema) {

    record All(List<MemberView> members, String schema) {
        static All of(List<Member> members) {
            return new All(members.stream().map(MemberView::of).toList(), "/v2/schemas/members");
        }
    }

    static MemberView of(Member member) {
        return new MemberView(
                member.member,
                member.imageId,
                member.status.wire(),
                time(member.createdAt),
                time(member.updatedAt),
                "/v2/schemas/member");
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
