//! Vectors for `verify`: public key, message, signature. No secret half is needed here.
pub struct Vector {
    pub public_key: &'static str,
    pub message: &'static str,
    pub signature: &'static str,
}

pub const VECTORS: &[Vector] = &[
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
    Vector {
        public_key: "<<hex64>>",
        message: "<<hex16>>",
        signature: "<<hex128>>",
    },
];
