package io.caelum.identity.role;

import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Implications as clients see them. */
final class InferenceView {

    private InferenceView() {}

    @KeystoneJson
    record Item(String id, String name, @Nullable String description, Links.Self links) {
        static Item of(Role role, Links links) {
            return new Item(role.id, role.name, role.description, links.self("/roles/" + role.id));
        }
    }

    @KeystoneJson
    record Rule(Item priorRole, List<Item> implies) {
        static Rule of(Inference rule, Links links) {
            return new Rule(
                    Item.of(rule.prior(), links),
                    rule.implies().stream().map(role -> Item.of(role, links)).toList());
        }
    }

    @KeystoneJson
    record One(Rule roleInference, Links.Self links) {
        static One of(Inference rule, Links links) {
            return new One(Rule.of(rule, links), links.self("/roles/" + rule.prior().id + "/implies"));
        }
    }

    @KeystoneJson
    record Many(List<Rule> roleInferences, Links.Whole links) {
        static Many of(List<Inference> rules, Links links) {
            return new Many(rules.stream().map(rule -> Rule.of(rule, links)).toList(), links.whole("/role_inferences"));
        }
    }

    /** A single implication: here {@code implies} is no list. */
    @KeystoneJson
    record Pair(PairRule roleInference, Links.Self links) {
        static Pair of(Inference rule, Links links) {
            Role implied = rule.implies().getFirst();
            return new Pair(
                    new PairRule(Item.of(rule.prior(), links), Item.of(implied, links)),
                    links.self("/roles/" + rule.prior().id + "/implies/" + implied.id));
        }
    }

    @KeystoneJson
    record PairRule(Item priorRole, Item implies) {}
}
