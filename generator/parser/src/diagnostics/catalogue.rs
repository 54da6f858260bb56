//! Every code that docwright can report, in one place.

use super::Severity;
use std::fmt;

/// One line of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The code itself.
    pub code: Code,
    /// How it is written: `DW0007`. Never reused for something else.
    pub number: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// When it is reported and what to do, in a sentence or two.
    pub explanation: &'static str,
    /// The smallest input that it is reported about, as an archive of text files: a sentence about the case, and
    /// then the files, each below a line with its name, `-- pets.md --`. See [`Entry::files`] for what is left out.
    pub example: &'static str,
}

macro_rules! catalogue {
    ($($number:literal $code:ident $severity:ident $title:literal $explanation:literal)*) => {
        /// What a diagnostic is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!($number, ": ", $title, ". ", $explanation)] $code,)*
        }

        /// All codes, in the order of their numbers.
        pub const CATALOGUE: &[Entry] = &[$(*Code::$code.entry(),)*];

        impl Code {
            /// The code's line in the catalogue.
            #[must_use]
            pub const fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$code => &Entry {
                        code: Self::$code,
                        number: $number,
                        severity: Severity::$severity,
                        title: $title,
                        explanation: $explanation,
                        // A code without an example does not compile.
                        example: include_str!(concat!("examples/", $number, ".txt")),
                    },)*
                }
            }
        }
    };
}

catalogue! {
    // Files.
    "DW0001" UnreadableFile Error "a file cannot be read"
        "A document or api.toml is missing or cannot be opened. Check its path and its permissions."
    "DW0002" NotUtf8 Error "a file is not UTF-8"
        "Documents are read as UTF-8. Save the file in that encoding."
    "DW0003" EmptyDocument Error "a document is empty"
        "There is nothing to read in the file. Replace it, or take it out of api.toml."
    "DW0004" NoEndpoint Error "no endpoint was found"
        "No heading, list item, paragraph or code block of the documents names an HTTP method and a path."
    "DW0005" UnknownForm Error "a document's form is not known"
        "Documents are Markdown (.md), HTML (.html, .htm) or plain text (.txt). Rename the file, or convert it."
    "DW0006" NoText Error "a file is no text"
        "A byte of the file is zero, which no text has: it is in UTF-16, or no document at all. Convert it, or take the zeros out."
    "DW0007" ControlCharacter Warning "a document holds control characters"
        "They are of no use in a text, and do something to a terminal that shows them. They are read as spaces."
    // The form of documents.
    "DW0101" CellCount Error "a table row has too few or too many cells"
        "The row does not fit its table's header, and no reading of its lines makes it fit. Mend it in your copy of the page."
    "DW0102" UnclosedRow Error "a table row is never closed"
        "The row's last cell runs into the next row or the end of the table. Mend it in your copy of the page."
    "DW0103" UnclosedFence Error "a code block is never closed"
        "The fence that opens the block has no counterpart, so the rest of the document would be code."
    "DW0104" TooDeep Error "a document is nested too deeply"
        "Lists or elements are nested further than any reference page needs, or types extend each other so far that most fields are inherited ones. The document is probably damaged."
    "DW0105" TooWide Error "a table has too many columns"
        "The table has more columns than any reference page needs, and is not read. The document is probably broken there."
    // Endpoints.
    "DW0201" BadPath Error "a path cannot be used"
        "The path of an endpoint is not one: a placeholder is never closed, stands in it twice or has no valid name, or the path leads elsewhere."
    "DW0202" DuplicateEndpoint Error "an endpoint is documented twice"
        "The same method and path stand in the documents more than once."
    "DW0203" NameCollision Error "two items get the same name"
        "Two endpoints, types or fields would have one name in the emitted code. Name one of them under `[names]` in api.toml."
    "DW0204" BadName Error "a name cannot be used"
        "A name has no character that a Rust identifier can be made of, or is longer than 200 bytes, or api.toml gives a name that Rust does not write so: `listPets` for a method, which is `list_pets`. Give it another under `[names]` in api.toml."
    "DW0205" MissingMethod Error "an endpoint has no HTTP method"
        "The documents name the address of an endpoint, but no HTTP method. State it under `[request]` in api.toml."
    "DW0206" MissingEncoding Error "nothing says how an endpoint's parameters are sent"
        "The documents list parameters without a place for them. State the encoding under `[request]` in api.toml."
    "DW0207" UnknownScheme Error "an endpoint names a security scheme that is not described"
        "The name of the scheme is not among those that the documents describe."
    "DW0208" DuplicateParameter Error "a parameter is documented twice"
        "The same name stands twice in one place of one endpoint or type."
    "DW0209" UndescribedParameter Note "a parameter in an address is not described"
        "No table describes a placeholder of the path, or a parameter behind the `?`. A placeholder is typed like the fields of its name; all else is text."
    "DW0210" DuplicateScheme Error "a security scheme is described twice"
        "Two sections describe security schemes of the same name."
    "DW0211" UnnamedRow Warning "a row names no parameter"
        "The cell for the name is empty, so that nothing can be made of the row. Add the parameter by a patch."
    "DW0212" AssumedPlace Note "nothing says where parameters travel"
        "The endpoint's method has no body, so that its parameters are taken for the query."
    "DW0213" UnclosedClass Error "a class is never closed"
        "The brace that opens a class has no counterpart, so that its fields can't be told from what follows."
    "DW0214" BadClass Error "the head of a class cannot be read"
        "A class has no name, or extends nothing that could be one. Write `class Name extends Other {` in the document."
    "DW0215" BadClassField Error "a field of a class cannot be read"
        "A field is a type and a name, `string Name`. One of them is missing, or the name can't be one."
    "DW0216" UnusedClassLine Warning "a line of a class was not understood"
        "The line is no field, or it stands behind the brace that closes the class."
    "DW0217" ProgramBlock Note "a class is taken for a program"
        "A block of code begins like a class with fields, but has lines that only programs have. It stays documentation."
    "DW0218" UndescribedCall Warning "a call is described nowhere"
        "A line names an HTTP method and a path in a section that is about another endpoint, and no section describes that call. It stays documentation."
    "DW0219" UnknownMethod Warning "an HTTP method is not known"
        "A line would be a call, but for a method that no client can send. Nothing is made of the section that is about it."
    "DW0220" OtherHost Warning "an endpoint or a token is at another server"
        "The address of an endpoint, or of tokens, names another server than the base URL, or than those of most endpoints. A client calls one server, and tells a secret to whoever issues tokens."
    "DW0221" InferredCall Note "a call shows only in a command"
        "No line says how the endpoint is called. The method and the path are those of its curl commands, and marked as inferred."
    // Types.
    "DW0301" UnknownType Error "a type is not known"
        "The word in a type's place is no type that docwright knows and no object that the documents describe."
    "DW0302" MissingType Warning "a parameter has no type"
        "The document gives no type, so that any JSON value is accepted."
    "DW0303" OpaqueType Note "a type is referred to, but not described"
        "The documents link to the type on another page. Values are kept as they are."
    "DW0304" UnusedType Warning "an object is described, but never used"
        "No parameter, field or answer has this type."
    "DW0305" DuplicateType Error "an object is described twice"
        "Two sections describe an object of the same name."
    "DW0306" BadConstraint Warning "a constraint cannot be read"
        "The value of an attribute line such as `Min length` is not of the form that the attribute takes."
    "DW0307" DoubtfulRequirement Warning "a description contradicts what must be given"
        "The words say that a parameter may be left out, but it counts as required. Say by a patch which of them is right."
    "DW0308" TypeConflict Warning "an example contradicts the documented type"
        "The table gives a value one type and an example shows another, or two examples show two. Say by a patch which of them is right."
    "DW0309" ShiftedRow Warning "a row seems to have lost a cell"
        "A type stands in the place of the name, and words in the place of the type. Name the parameter by a patch."
    "DW0310" DoubtfulPattern Warning "a pattern refuses the document's own values"
        "The pattern does not fit an example, the default or a listed value of the same document, or is no regular expression. It is never checked."
    "DW0311" InferredField Note "a field shows only in examples"
        "No table lists the field. It is taken from the examples, and marked as inferred."
    "DW0312" InferredType Note "a type shows only in examples"
        "The table says no more than that a value is an object, an array or anything. Its type is taken from the examples."
    "DW0313" OtherTitle Warning "an object may be described under another title"
        "A parameter is an object without a description, and a described object is used nowhere. Say by a patch that they are one."
    "DW0314" UnlistedParameter Warning "an object is described and sent, but not listed"
        "An example sends an object that the document describes, but no table of parameters lists it. Add it by a patch."
    "DW0315" LikelyFact Note "a sentence seems to state a fact"
        "The words look like a limit, a condition or a value, but not surely enough to act on. They stay in the description; state the fact by a patch."
    "DW0316" DoubtfulType Note "a description speaks of another type"
        "The words speak of true and false, or of numbers, but the documented type is another."
    "DW0317" AmbiguousLink Warning "a type's name links to two places"
        "The documents link one name to different addresses. The first one is used."
    "DW0318" UnknownParent Warning "a type extends one that no document describes"
        "The fields of the unknown type are kept like all fields that are not documented. Add its page to api.toml, or correct the name."
    "DW0319" ExtendsItself Error "a type extends itself"
        "The types that it extends lead back to it. Mend the documents."
    "DW0320" RepeatedField Warning "a type has a field from two types"
        "Two types that it extends have a field of one name, or it states one itself that it extends already. The last one is used, its own before all."
    "DW0321" UnknownConstants Note "constants are referred to, but not listed"
        "No document lists them, so that the values are plain numbers or texts. Add the page that lists them to api.toml."
    "DW0322" UnfitConstants Warning "constants do not fit the values that they are said to be"
        "They are of another type than the values, of several types, or numbers beyond 64 bits. The values stay plain numbers or texts."
    "DW0323" BadReference Error "a constant's value leads back to itself"
        "The cell names another constant, and the value of that one leads back to the first. Mend the document."
    "DW0324" UnreachedTypes Note "described types are reached by no endpoint"
        "No parameter or answer has them, so that they are not emitted. `types = \"all\"` in api.toml emits every type."
    "DW0325" Contradiction Warning "facts of a field cannot hold together"
        "A default is not among the values or within the limits, a minimum is above the maximum, or a field depends on one that is not there. Both facts stay as they are stated; say by a patch which is right."
    "DW0326" DoubtfulName Warning "a name may be a path"
        "The name of a field looks like a path to a field within another, such as `items[].price`, but no row above it is that other. It is taken as it stands."
    // Examples and prose.
    "DW0401" BrokenExample Warning "an example cannot be read"
        "The example is labelled as a body, but it is no JSON."
    "DW0402" UnusedTable Warning "a table was not understood"
        "The header cells of the table fit no kind of table that docwright knows."
    "DW0403" UnusedAttribute Warning "an attribute line was not understood"
        "The key of the line is no attribute that docwright knows."
    "DW0404" UnusedText Note "text was not used"
        "The text stands where docwright looks for facts, but is none of the sentences that it knows."
    "DW0405" UnusedSection Warning "a section was not understood"
        "Nothing in the section says what can be called, and its heading is none that docwright knows."
    "DW0406" UnaccountedLine Warning "nothing was made of a line"
        "The line became no fact, no documentation and no example. If it states a fact, add a patch to api.toml; if it is of no use, acknowledge it there."
    "DW0407" EmptySection Note "a section is empty"
        "A heading that announces parameters, answers or authorization has nothing below it."
    "DW0408" RepeatedFact Warning "a fact is stated twice"
        "A line states what another line has stated for the same item. Only one of them can be used."
    "DW0409" MisplacedTable Note "a table of answers stands among parameters"
        "The table lists answers by status, but its section is about the request. It is read as answers."
    "DW0410" UnlabelledExample Note "nothing says what an example is of"
        "The block of code has no label such as `INPUT` or `OUTPUT`. It is taken for the body of a request."
    "DW0411" BadConstant Warning "a constant cannot be read"
        "A row of a table of constants has no name or no value, a value of another type than it states, or that of a constant that is not listed. Nothing is made of it."
    "DW0412" DuplicateConstant Warning "a constant is listed twice"
        "Two rows give one constant two values, or list it in two groups. The first one is used."
    // api.toml.
    "DW0501" ConfigSyntax Error "api.toml cannot be read"
        "The file is not TOML, a key is not known, or a value is of the wrong type."
    "DW0502" ConfigValue Error "a value in api.toml cannot be used"
        "The value is of the right type but means nothing here."
    "DW0503" StalePatch Error "a patch or name no longer applies"
        "An entry of api.toml matches nothing in the documents, or states what they already state. Remove or mend it."
    // Around the documents: folders, code, the crate on the disk.
    "DW0601" UnreadableSpecs Error "no documents can be found"
        "A folder cannot be read, or none in it holds an api.toml. Name the folder that holds one folder for each API."
    "DW0602" NotEmitted Error "no code can be emitted"
        "What the documents describe cannot be said in Rust."
    "DW0603" OutputBlocked Error "the crate cannot be written there"
        "Something is in the way that docwright did not make: a file, a link, a file in the place of a folder, a broken manifest. Move it."
    "DW0604" DiskRefused Error "the disk refused"
        "A file or folder could not be read, written or moved. Everything was put back as it was, unless the message says otherwise."
    "DW0605" Outdated Error "generated files are out of date"
        "A check was asked for, and the files are not what the documents make them. Generate and commit them."
    "DW0606" NotBegun Error "a crate cannot be begun like that"
        "Where there is no crate yet, one is begun. It needs a name that cargo takes; a licence, if one is given, is an SPDX expression, and the runtime's folder is that of docwright-runtime."
    "DW0607" NoOutput Error "there is no place to write to"
        "A build script is given one by cargo, as OUT_DIR. Everything else has to name the folder of a crate or of modules."
    "DW0608" UnlistedPage Note "a page is not read"
        "It lies in the folder of an API whose api.toml does not list it. List it there if it documents the API."
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entry().number)
    }
}
