dnl YM_SWITCH(NAME, HELP): --enable-NAME, off unless asked for.
AC_DEFUN([YM_SWITCH],
	[AC_ARG_ENABLE([$1], [AS_HELP_STRING([--enable-$1], [$2])], [], [enable_$1=no])])

dnl YM_LIBRARY(NAME, PKG-CONFIG WORDS): NAME_CFLAGS and NAME_LIBS. Their headers are system headers: our warnings are
dnl about our code.
AC_DEFUN([YM_LIBRARY], [
	PKG_CHECK_MODULES([$1], [$2])
	AS_VAR_SET([$1][_CFLAGS], [`AS_ECHO(["$$1[]_CFLAGS"]) | $SED 's/-I */-isystem /g'`])
])

dnl YM_CFLAGS(VARIABLE, FLAGS): those of FLAGS the compiler takes without a word. A % joins flags tried together.
AC_DEFUN([YM_CFLAGS], [
	$1=
	ym_saved=$CFLAGS
	for ym_word in m4_normalize([$2]); do
		ym_flag=`AS_ECHO(["$ym_word"]) | $SED 's/%/ /g'`
		AC_MSG_CHECKING([whether $CC accepts $ym_flag])
		CFLAGS="$ym_saved -Werror $ym_flag"
		AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <stdlib.h>]])],
			[AC_MSG_RESULT([yes])
			 $1="$$1 $ym_flag"],
			[AC_MSG_RESULT([no])])
	done
	CFLAGS=$ym_saved
])

dnl YM_LDFLAGS(VARIABLE, FLAGS): the same for linking.
AC_DEFUN([YM_LDFLAGS], [
	$1=
	ym_saved=$LDFLAGS
	ym_saved_cflags=$CFLAGS
	CFLAGS="$CFLAGS -fPIE"
	for ym_word in m4_normalize([$2]); do
		AC_MSG_CHECKING([whether the linker accepts $ym_word])
		LDFLAGS="$ym_saved -Werror $ym_word"
		AC_LINK_IFELSE([AC_LANG_PROGRAM()],
			[AC_MSG_RESULT([yes])
			 $1="$$1 $ym_word"],
			[AC_MSG_RESULT([no])])
	done
	LDFLAGS=$ym_saved
	CFLAGS=$ym_saved_cflags
])

dnl YM_REQUIRE_LINK(FLAGS): stop where a program cannot be built with them.
AC_DEFUN([YM_REQUIRE_LINK], [
	AC_MSG_CHECKING([whether $CC links with $1])
	ym_saved=$CFLAGS
	CFLAGS="$CFLAGS $1"
	AC_LINK_IFELSE([AC_LANG_PROGRAM()],
		[AC_MSG_RESULT([yes])],
		[AC_MSG_RESULT([no])
		 AC_MSG_ERROR([the compiler cannot build with $1])])
	CFLAGS=$ym_saved
])

dnl YM_LEMON: whether a C++ compiler is there and LEMON for it; LEMON_LIBS and the automake conditional LEMON. Neither is needed but by
dnl the benchmark.
AC_DEFUN([YM_LEMON], [
	AC_LANG_PUSH([C++])
	AC_MSG_CHECKING([for LEMON with $CXX (only the benchmark of the solver needs it)])
	ym_saved=$LIBS
	LIBS="-llemon $LIBS"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <lemon/network_simplex.h>
		#include <lemon/smart_graph.h>]],
			[[lemon::SmartDigraph graph; lemon::NetworkSimplex<lemon::SmartDigraph> simplex(graph); return simplex.run();]])],
		[ym_lemon=yes],
		[ym_lemon=no])
	LIBS=$ym_saved
	AC_MSG_RESULT([$ym_lemon])
	AC_LANG_POP([C++])
	AC_SUBST([LEMON_LIBS], [-llemon])
	AM_CONDITIONAL([LEMON], [test "$ym_lemon" = yes])
])
