package io.caelum.image.format;

import java.util.EnumSet;
import java.util.Set;

/** The marks by which image formats are known. */
enum Signature {
    QCOW {
        @Override
        boolean isIn(Head head) {
            return head.has(0, 'Q', 'F', 'I', 0xfb);
        }
    },
    QED {
        @Override
        boolean isIn(Head head) {
            return head.has(0, 'Q', 'E', 'D', 0);
        }
    },
    VMDK_SPARSE {
        @Override
        boolean isIn(Head head) {
            return head.has(0, "KDMV") || head.has(0, "COWD");
        }
    },
    VMDK_DESCRIPTOR {
        @Override
        boolean isIn(Head head) {
            return head.text(0, 512).stripLeading().startsWith("# Disk DescriptorFile");
        }
    },
    VDI {
        @Override
        boolean isIn(Head head) {
            return head.littleInt(0x40) == 0xbeda107f;
        }
    },
    VHD {
        @Override
        boolean isIn(Head head) {
            return head.has(0, "conectix");
        }
    },
    VHDX {
        @Override
        boolean isIn(Head head) {
            return head.has(0, "vhdxfile");
        }
    },
    PLOOP {
        @Override
        boolean isIn(Head head) {
            return head.has(0, "WithoutFreeSpace") || head.has(0, "WithouFreSpacExt");
        }
    },
    LUKS {
        @Override
        boolean isIn(Head head) {
            return head.has(0, 'L', 'U', 'K', 'S', 0xba, 0xbe);
        }
    },
    ISO {
        @Override
        boolean isIn(Head head) {
            return head.has(0x8001, "CD001");
        }
    },
    PARTITION_TABLE {
        @Override
        boolean isIn(Head head) {
            return head.has(510, 0x55, 0xaa);
        }
    };

    abstract boolean isIn(Head head);

    static Set<Signature> in(Head head) {
        var found = EnumSet.noneOf(Signature.class);
        for (Signature signature : values()) {
            if (signature.isIn(head)) {
                found.add(signature);
            }
        }
        return found;
    }
}
