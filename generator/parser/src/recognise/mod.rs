//! Small independent recognisers: each turns a piece of a document into one signal, or says that it is none.
//!
//! They see a heading, a table's header, a cell or a sentence, never the whole document, and know nothing of
//! any vendor. The words they know stand in tables at the top of their files.

pub(crate) mod attribute;
pub(crate) mod authorization;
pub(crate) mod class_block;
pub(crate) mod constant_value;
pub(crate) mod curl;
pub(crate) mod declaration;
pub(crate) mod endpoint_line;
pub(crate) mod file;
pub(crate) mod http_message;
pub(crate) mod label;
pub(crate) mod marker;
pub(crate) mod media_type;
pub(crate) mod pagination;
pub(crate) mod place;
pub(crate) mod remark;
pub(crate) mod response_type;
pub(crate) mod scheme;
pub(crate) mod section_role;
pub(crate) mod sentence;
pub(crate) mod status;
pub(crate) mod table_role;
pub(crate) mod type_expression;
