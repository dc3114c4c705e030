/* The demonstration's staff: invented, their passwords and secrets known to everybody. They sign in on a demonstration only,
 * which no address but this machine's own reaches (app/settings.c). */
#include <stddef.h>

#include "domain/office/account_setup.h"

#define PERSON(in_login, in_name, in_role, in_kind, in_code, in_secret, ...)                                                  \
	{ .login = (in_login), .name = (in_name), .role = (in_role), .kind = (in_kind), .unit_code = (in_code),              \
	  .password = "yimeng-demo-" in_login, .secret = (in_secret), __VA_ARGS__ }

const struct demo_person demo_people[] = {
	PERSON("city1", "Shen Lin", ROLE_CITY, UNIT_CITY, "371300", "X5MDQ5AOIVNBQSSK3HFBABTO4DATG5Z4"),
	PERSON("city2", "Meng Yi", ROLE_CITY, UNIT_CITY, "371300", "CS3VUGTBEN76MIVVIBAKNWJVE3FJKAOA"),
	PERSON("county1", "Gao Meng", ROLE_COUNTY, UNIT_COUNTY, "371328", "3AGRUXCVZ763CP72L6DJM2UWMJBQVHHY"),
	PERSON("county2", "Cui Shu", ROLE_COUNTY, UNIT_COUNTY, "371323", "25JHSQBTW5LFZG42KCWZCBMS6VPNVFQ3"),
	PERSON("township1", "Dai Yun", ROLE_TOWNSHIP, UNIT_TOWNSHIP, "371328102", "X3XLNIB3JOEOUYCPBWBXBF4IQJCDOJDP"),
	PERSON("school1", "Shi Lei", ROLE_SCHOOL, UNIT_SCHOOL, "2371328102", "QFUWIX5SBRFLEDAZYSSXDA3HVIIKL26E"),
	PERSON("school2", "Lin Xiaoman", ROLE_SCHOOL, UNIT_SCHOOL, "3371328102", "4BQWZAF7I63VPNUEKUDPPGQWZQHQ7KJC"),
	PERSON("charity1", "Ci Xin", ROLE_CHARITY, UNIT_CHARITY, "53371300MJD000011N", "KKXPMNUPYCF5FYZBNS4CM4VYTRQPRIYR"),
	PERSON("charity2", "Chun Ya", ROLE_CHARITY, UNIT_CHARITY, "53371300MJD00002XE", "UVVO6JE5RNYTF4JJERIGCDHO66LZ5WRX"),
	PERSON("system1", "Yu Wei", ROLE_SYSTEM, UNIT_CITY, "371300", "FMEB752KWCMP4LCN6NFM2RCFFRXC6FKQ"),
	PERSON("safety1", "An Ping", ROLE_SAFETY, UNIT_CITY, "371300", "K2HWIDHGZXMGUYX7F7K4KDUZ2FVIZGAF"),
	PERSON("safety2", "An Ning", ROLE_SAFETY, UNIT_CITY, "371300", "QJZRIMCHT4I5A7M3HWFB7FMTWIFYFOCX"),
	PERSON("audit1", "Shen Ji", ROLE_AUDIT, UNIT_CITY, "371300", "S3Y2HNMRCWMCATA34TLQTGVFDIWXVXRO"),
	PERSON("both1", "Jian Ren", ROLE_COUNTY, UNIT_COUNTY, "371325", "IT4EELYZ6EOO2Z4LJRVD5NGHF7G4DYSY"),
	PERSON("both1", "Jian Ren", ROLE_SCHOOL, UNIT_SCHOOL, "2371325001", "IT4EELYZ6EOO2Z4LJRVD5NGHF7G4DYSY"),
	PERSON("portal1", "Men Hu", ROLE_COUNTY, UNIT_COUNTY, "371302", "5HH3FHXDXG5J6N3J2YROWJKFRMKCXQPX", .sso_name = "portal.staff1"),
	PERSON("new1", "Xin Lai", ROLE_SCHOOL, UNIT_SCHOOL, "2371328101", NULL),
	{ .login = NULL } };
