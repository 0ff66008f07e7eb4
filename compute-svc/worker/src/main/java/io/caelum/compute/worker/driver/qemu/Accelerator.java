package io.caelum.compute.worker.driver.qemu;

/** What runs a guest's code. */
enum Accelerator {
    KVM,
    TCG;

    /** As QEMU is told. */
    String argument(int translationMb) {
        return switch (this) {
            case KVM -> "kvm";
            case TCG -> "tcg,tb-size=" + translationMb;
        };
    }
}
