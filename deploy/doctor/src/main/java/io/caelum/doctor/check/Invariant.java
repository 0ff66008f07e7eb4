package io.caelum.doctor.check;

/** What must hold at all times. */
public enum Invariant {
    I1("No lost request: what was accepted is being worked on, and ends"),
    I2("No double boot: a server has one guest at most"),
    I3("No orphan: everything has a living owner, and every owner has its parts"),
    I4("Nothing leaked or overdrawn: counted is what is there, nothing is given out twice"),
    I6("Events complete and in order: each is sent soon after its change"),
    I8("Every error is explained: reason, failed step and request"),
    I10("Bounded: no message is stuck"),
    I12("An image has all its bytes, and bytes have an image");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
