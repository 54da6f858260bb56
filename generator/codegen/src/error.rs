//! What can keep a model from becoming a client. The parser's passes see to it that none of this happens; a
//! model that was written by hand, or patched, may still hold it.

use thiserror::Error;

/// Why a model could not be written as Rust. `place` says which item of which API is meant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EmitError {
    /// A name that Rust does not allow, not even as a raw identifier.
    #[error("`{name}` can't be a name in Rust ({place})")]
    BadName {
        /// The name as the model has it.
        name: String,
        /// What it names.
        place: String,
    },
    /// A name that is already taken where it is to stand.
    #[error("the name `{name}` is already taken by {taken_by} ({place})")]
    NameTaken {
        /// The name.
        name: String,
        /// What should have got it.
        place: String,
        /// What has it.
        taken_by: String,
    },
    /// A type that the model refers to and does not hold.
    #[error("there is no type `{name}` ({place})")]
    UnknownType {
        /// The type's name.
        name: String,
        /// What refers to it.
        place: String,
    },
    /// An endpoint that the model refers to and does not hold.
    #[error("there is no endpoint `{name}` ({place})")]
    UnknownEndpoint {
        /// The endpoint, as `METHOD /path`.
        name: String,
        /// What refers to it.
        place: String,
    },
    /// A structure that extends something that is no structure.
    #[error("`{name}` can't be extended: it is no structure ({place})")]
    NotAStructure {
        /// The name of what is extended.
        name: String,
        /// What extends it.
        place: String,
    },
    /// A structure that extends itself by way of others.
    #[error("a structure extends itself ({place})")]
    ExtendsItself {
        /// The structure.
        place: String,
    },
    /// A placeholder of a path that no parameter fills, or a path parameter without a placeholder.
    #[error("the path's placeholder and parameter `{name}` don't meet ({place})")]
    Placeholder {
        /// The placeholder or parameter.
        name: String,
        /// The endpoint.
        place: String,
    },
    /// A credential method that fills a field with an argument that it does not have.
    #[error("there is no argument `{name}` ({place})")]
    UnknownArgument {
        /// The argument.
        name: String,
        /// The credential method.
        place: String,
    },
    /// A value of an enumeration of whole numbers that is no whole number of 64 bits.
    #[error("`{value}` is no whole number ({place})")]
    BadValue {
        /// The value.
        value: String,
        /// The enumeration.
        place: String,
    },
    /// A constant whose value is JSON with parts, `null`, or no JSON at all.
    #[error("`{value}` can't be the value of a constant ({place})")]
    BadConstant {
        /// The value as the model has it.
        value: String,
        /// The constant.
        place: String,
    },
    /// A way to send a value that clients don't know.
    #[error("clients can't send {what} ({place})")]
    Unsupported {
        /// What is asked of the client.
        what: String,
        /// The parameter.
        place: String,
    },
    /// Emitted text that is no Rust: a fault of the emitter, reported instead of written.
    #[error("the text for {path} is no Rust: {message}")]
    Syntax {
        /// The file that would have held it.
        path: String,
        /// What syn says of it.
        message: String,
    },
}
