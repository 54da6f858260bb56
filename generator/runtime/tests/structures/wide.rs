//! A structure with more fields than any has bits to spare for.

use docwright_runtime::{Extra, serde_json};

macro_rules! wide {
    ($($field:ident = $wire:literal)*) => {
        #[derive(Default, PartialEq)]
        struct Wide {
            $($field: i64,)*
            extra: Extra,
        }
        docwright_runtime::structure!(Wide { $($field: $wire,)* ..extra });
    };
}

#[rustfmt::skip]
wide! {
    f000 = "0" f001 = "1" f002 = "2" f003 = "3" f004 = "4"
    f005 = "5" f006 = "6" f007 = "7" f008 = "8" f009 = "9"
    f010 = "10" f011 = "11" f012 = "12" f013 = "13" f014 = "14"
    f015 = "15" f016 = "16" f017 = "17" f018 = "18" f019 = "19"
    f020 = "20" f021 = "21" f022 = "22" f023 = "23" f024 = "24"
    f025 = "25" f026 = "26" f027 = "27" f028 = "28" f029 = "29"
    f030 = "30" f031 = "31" f032 = "32" f033 = "33" f034 = "34"
    f035 = "35" f036 = "36" f037 = "37" f038 = "38" f039 = "39"
    f040 = "40" f041 = "41" f042 = "42" f043 = "43" f044 = "44"
    f045 = "45" f046 = "46" f047 = "47" f048 = "48" f049 = "49"
    f050 = "50" f051 = "51" f052 = "52" f053 = "53" f054 = "54"
    f055 = "55" f056 = "56" f057 = "57" f058 = "58" f059 = "59"
    f060 = "60" f061 = "61" f062 = "62" f063 = "63" f064 = "64"
    f065 = "65" f066 = "66" f067 = "67" f068 = "68" f069 = "69"
    f070 = "70" f071 = "71" f072 = "72" f073 = "73" f074 = "74"
    f075 = "75" f076 = "76" f077 = "77" f078 = "78" f079 = "79"
    f080 = "80" f081 = "81" f082 = "82" f083 = "83" f084 = "84"
    f085 = "85" f086 = "86" f087 = "87" f088 = "88" f089 = "89"
    f090 = "90" f091 = "91" f092 = "92" f093 = "93" f094 = "94"
    f095 = "95" f096 = "96" f097 = "97" f098 = "98" f099 = "99"
    f100 = "100" f101 = "101" f102 = "102" f103 = "103" f104 = "104"
    f105 = "105" f106 = "106" f107 = "107" f108 = "108" f109 = "109"
    f110 = "110" f111 = "111" f112 = "112" f113 = "113" f114 = "114"
    f115 = "115" f116 = "116" f117 = "117" f118 = "118" f119 = "119"
    f120 = "120" f121 = "121" f122 = "122" f123 = "123" f124 = "124"
    f125 = "125" f126 = "126" f127 = "127" f128 = "128" f129 = "129"
    f130 = "130" f131 = "131" f132 = "132" f133 = "133" f134 = "134"
    f135 = "135" f136 = "136" f137 = "137" f138 = "138" f139 = "139"
    f140 = "140" f141 = "141" f142 = "142" f143 = "143" f144 = "144"
    f145 = "145" f146 = "146" f147 = "147" f148 = "148" f149 = "149"
    f150 = "150" f151 = "151" f152 = "152" f153 = "153" f154 = "154"
    f155 = "155" f156 = "156" f157 = "157" f158 = "158" f159 = "159"
    f160 = "160" f161 = "161" f162 = "162" f163 = "163" f164 = "164"
    f165 = "165" f166 = "166" f167 = "167" f168 = "168" f169 = "169"
    f170 = "170" f171 = "171" f172 = "172" f173 = "173" f174 = "174"
    f175 = "175" f176 = "176" f177 = "177" f178 = "178" f179 = "179"
    f180 = "180" f181 = "181" f182 = "182" f183 = "183" f184 = "184"
    f185 = "185" f186 = "186" f187 = "187" f188 = "188" f189 = "189"
    f190 = "190" f191 = "191" f192 = "192" f193 = "193" f194 = "194"
    f195 = "195" f196 = "196" f197 = "197" f198 = "198" f199 = "199"
}

#[track_caller]
fn check_kept(json: &str) -> Wide {
    let wide: Wide = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&wide).unwrap(), json);
    wide
}

#[test]
fn a_structure_may_have_any_number_of_fields() {
    let wide = check_kept("{}");
    for name in ["0", "63", "64", "127", "128", "129", "191", "192", "199"] {
        assert!(wide.extra.was_absent(name) && !wide.extra.was_null(name), "{name}");
        let wide = check_kept(&format!(r#"{{"{name}":null}}"#));
        assert!(wide.extra.was_null(name) && !wide.extra.was_absent(name), "{name}");
        let wide = check_kept(&format!(r#"{{"{name}":0}}"#));
        assert!(!wide.extra.was_null(name) && !wide.extra.was_absent(name), "{name}");
    }
    let all: Vec<String> = (0..200).map(|index| format!(r#""{index}":{index}"#)).collect();
    assert_eq!(check_kept(&format!("{{{}}}", all.join(","))).f199, 199);
    check_kept(r#"{"127":null,"128":null,"129":0,"198":null,"200":null}"#);
}

#[test]
fn fields_may_come_in_any_order() {
    let all: Vec<String> = (0..200).rev().map(|index| format!(r#""{index}":{}"#, index * 2)).collect();
    let wide: Wide = serde_json::from_str(&format!("{{{}}}", all.join(","))).unwrap();
    assert_eq!((wide.f000, wide.f001, wide.f128, wide.f199), (0, 2, 256, 398));
    assert!(wide.extra.is_empty());
}
