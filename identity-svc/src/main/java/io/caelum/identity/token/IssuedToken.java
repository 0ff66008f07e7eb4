package io.caelum.identity.token;

/** A fresh token and what it says. */
record IssuedToken(String text, TokenView view) {

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "IssuedToken[" + view.auditIds() + "]";
    }
}
